using System.Text.Json;

namespace DevFlow.LocalUi.Tests.Audit;

/// <summary>The table of the audit, scrolled from its top to its bottom as a wheel would, frame by frame.</summary>
/// <param name="Keys">What has been in sight.</param>
/// <param name="Most">The most rows that were in the document at once.</param>
/// <param name="Frames">Milliseconds from one frame to the next, of those in which it was scrolled.</param>
/// <param name="Late">Frames in which rows were still missing in sight.</param>
internal sealed record Scroll(string[] Keys, int Most, double[] Frames, int Late)
{
    // What is in sight is looked at where nothing has to be laid out for it: before the next step. Rows that are late are waited for.
    private const string ToTheEnd = """
        async ({ rows, end }) => {
          const frame = document.querySelector('.audit');
          const head = frame.querySelector('.audit-head');
          const keys = new Set(), frames = [];
          let most = 0, late = 0, last = 0, hasMoved = false;
          while (true) {
            const now = await new Promise(requestAnimationFrame);
            if (hasMoved) frames.push(now - last);
            last = now;
            const there = [...frame.querySelectorAll('.audit-record')];
            most = Math.max(most, there.length);
            const top = head.getBoundingClientRect().bottom, bottom = frame.getBoundingClientRect().bottom;
            const inSight = there.map(row => ({ row, box: row.getBoundingClientRect() })).filter(({ box }) => box.bottom > top && box.top < bottom);
            for (const { row } of inSight) keys.add(row.querySelector('.audit-open').textContent);
            const isAtEnd = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 1;
            const isFilled = Math.max(...inSight.map(({ box }) => box.bottom)) >= bottom - 2;
            if (isAtEnd && isFilled && document.body.textContent.includes(end)) return JSON.stringify({ keys: [...keys], most, frames, late });
            hasMoved = isFilled && !isAtEnd;
            if (hasMoved) frame.scrollTop += rows * there[0].offsetHeight;
            else if (!isFilled) late++;
          }
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    /// <param name="page">The page of the audit.</param>
    /// <param name="rows">How many rows further with each frame.</param>
    /// <param name="end">What the page says when all is loaded.</param>
    public static async Task<Scroll> ToTheEndAsync(UiPage page, int rows, string end) =>
        JsonSerializer.Deserialize<Scroll>(await page.Tab.EvaluateAsync<string>(ToTheEnd, new { rows, end }).WaitAsync(_patience), JsonSerializerOptions.Web)!;

    public override string ToString()
    {
        var sorted = Frames.Order().ToArray();
        return $"audit, {Keys.Length:N0} records scrolled: {sorted[sorted.Length / 2]:0.0} ms a frame, p95 {sorted[sorted.Length * 95 / 100]:0.0} ms, "
            + $"{100.0 * sorted.Count(frame => frame > 50) / sorted.Length:0.0} % of {sorted.Length:N0} frames over 50 ms, {Late:N0} with rows still to come";
    }
}
