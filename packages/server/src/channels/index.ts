/** Ways to reach people outside: mail by SMTP, webhooks, short messages. Each is a `Channel` of `createRuntime` or `serve`. */
export { channelsFrom, type ChannelSettings } from './settings.js';
export { smsChannel, type SmsGateway, type SmsOptions } from './sms.js';
export { smtpChannel, type SmtpOptions } from './smtp.js';
export { verifyWebhook, webhookChannel, webhookFollowUps, type WebhookOptions } from './webhook.js';
