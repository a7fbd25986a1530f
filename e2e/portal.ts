import { expect, type Locator, type Page } from '@playwright/test';

/** The demo intranet as a person uses it. Collects everything the page complains about. */
export class Portal {
  readonly page: Page;
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.text().includes('Content Security Policy')) this.complaints.push(message.text());
    });
  }

  /** The section of requests: elements on other pages of the portal are hidden. */
  get product(): Locator {
    return this.page.locator('[data-page=requests]');
  }

  get navigation(): Locator {
    return this.product.getByRole('navigation', { name: /^(Разделы|Places)$/ });
  }

  async open(place = 'inbox'): Promise<void> {
    await this.page.goto(`/#/requests/${place}`);
    await expect(this.navigation).toBeVisible();
  }

  /** Somebody else sits down at the page. */
  async as(person: string): Promise<void> {
    await this.page.getByRole('combobox', { name: /^(Вы|You are)$/ }).selectOption({ label: person });
  }

  async goTo(place: 'Задания' | 'Новая заявка' | 'Мои заявки'): Promise<void> {
    await this.navigation.getByRole('button', { name: place }).click();
  }

  /** Opens the card of the person's task on a request. */
  async openTask(title: string): Promise<Locator> {
    await this.open('inbox');
    await this.product.getByRole('button', { name: title }).first().dblclick();
    const card = this.product.locator('rq-request-card');
    await expect(card.getByRole('heading', { name: title })).toBeVisible();
    return card;
  }

  async choose(field: string, option: string | RegExp): Promise<void> {
    await this.product.getByRole('combobox', { name: new RegExp(`^${field}`) }).click();
    await this.product.getByRole('option', { name: option }).first().click();
  }
}
