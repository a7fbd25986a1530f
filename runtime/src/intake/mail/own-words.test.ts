import { describe, expect, it } from 'vitest';
import { textOfHtml } from './html-text.js';
import { ownWords } from './own-words.js';

describe('what the sender wrote', () => {
  it.each([
    ['lines with >', 'Да\n> нет\n> ещё\nи ещё', 'Да\nи ещё'],
    ['an introduction in English', 'Yes\n\nOn Mon, 2 Mar 2026 at 10:00, Help <help@firm.example> wrote:\nold', 'Yes'],
    ['one over two lines', 'Yes\n\nOn Mon, 2 Mar 2026 at 10:00, Help desk of the firm\n<help@firm.example> wrote:\n> old', 'Yes'],
    ['an introduction in Russian', 'Да\n\nпн, 2 мар. 2026 г. в 10:00, Поддержка <help@firm.example>:\nстарое', 'Да'],
    ['that of Mail.ru', 'Да\n\nПонедельник, 2 марта 2026, 10:00 +03:00 от Поддержка <help@firm.example>:\nстарое', 'Да'],
    ['that of Yandex', 'Да\n\n02.03.2026, 10:00, "Поддержка" <help@firm.example>:\nстарое', 'Да'],
    ['«пишет»', 'Да\n\n2 марта 2026 г., 10:00 Поддержка пишет:\nстарое', 'Да'],
    ['headers of Outlook', 'Да\n\nОт: Поддержка\nОтправлено: 2 марта\nКому: Анна\nТема: Счёт\n\nстарое', 'Да'],
    ['headers in bold', 'Yes\n\n*From:* Help\n*Sent:* Monday\n*To:* Anna\n*Subject:* Bill\nold', 'Yes'],
    ['a line of Outlook', 'Да\n________________________________\nстарое', 'Да'],
    ['an original message', 'Да\n-----Original Message-----\nold', 'Да'],
    ['a signature', 'Да\n-- \nАнна', 'Да'],
  ])('is left without %s', (_what, text, own) => {
    expect(ownWords(text)).toBe(own);
  });

  it.each(['Тема: другая', 'Напишите на help@firm.example', 'Он сказал:\nда', 'From: Moscow to Perm', 'Заказ на 2 марта:\nпять штук', '1 -- 2'])('stays whole where nothing is quoted: %s', (text) => {
    expect(ownWords(text)).toBe(text);
  });

  it('is the whole text when nothing else would be left', () => {
    expect(ownWords('> одно\n> другое')).toBe('> одно\n> другое');
  });

  it('is found in hostile texts at once', () => {
    const began = performance.now();
    for (const text of ['On '.repeat(60_000), `${'a@'.repeat(400)}\n`.repeat(250), `<${'a@'.repeat(400)}\n`.repeat(250), '> '.repeat(100_000), `${'-'.repeat(900)}\n`.repeat(200), '1.'.repeat(90_000), `От: ${'x'.repeat(900)}\n`.repeat(200)]) ownWords(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('the words of HTML', () => {
  it('are lines without markup, scripts and styles', () => {
    expect(textOfHtml('<html><head><title>t</title><style>p{}</style></head><body><p>Добрый&nbsp;день,</p><p>счёт &laquo;1&raquo; &#8212; &#x2116; 5<br>и <b>акт</b></p><script>alert(1)</script><!-- no --></body></html>')).toBe('Добрый день,\nсчёт «1» — № 5\nи акт');
  });

  it('keep quotations apart, so that they are left out of an answer', () => {
    expect(ownWords(textOfHtml('<div>Да</div><blockquote><div>старое</div><blockquote>ещё старее</blockquote></blockquote>'))).toBe('Да');
  });

  it('are no markup again', () => {
    expect(textOfHtml('&lt;img src=x onerror=alert(1)&gt;')).toBe('<img src=x onerror=alert(1)>');
    expect(textOfHtml('<<b>script>alert(1)')).toBe('script>alert(1)');
  });

  it('are read once, whatever is never closed', () => {
    const began = performance.now();
    for (const html of ['<'.repeat(1_000_000), '<!--'.repeat(250_000), '<div>'.repeat(200_000), '<script>'.repeat(120_000), '&'.repeat(1_000_000), '<blockquote>x'.repeat(70_000)]) textOfHtml(html);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
