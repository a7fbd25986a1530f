import { iconNamed, iconPaths } from './icon-paths.js';
import { useIcons } from './icon-set.js';

useIcons({ strokes: (name) => iconPaths[iconNamed(name)] });
