export type SessionNews = 'in' | 'out';

/** The tabs of one browser share a session: what one of them does to it the others hear. */
export function sessionTabs(onNews: (news: SessionNews) => void): { tell(news: SessionNews): void; close(): void } {
  const channel = new BroadcastChannel('devflow-session');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'in' || data === 'out') onNews(data);
  };
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}
