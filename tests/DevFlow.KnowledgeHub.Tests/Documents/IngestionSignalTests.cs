using DevFlow.KnowledgeHub.Ingestion;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.KnowledgeHub.Tests.Documents;

public sealed class IngestionSignalTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_is_set_after_a_wait_that_ended_by_itself_wakes_the_next()
    {
        var time = new FakeTimeProvider();
        var signal = new IngestionSignal();
        for (var i = 0; i < 3; i++)
        {
            var inVain = signal.WaitAsync(TimeSpan.FromSeconds(30), time, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(30));
            await inVain;
        }

        signal.Set();
        signal.Set();
        await signal.WaitAsync(Timeout.InfiniteTimeSpan, time, TestContext.Current.CancellationToken);

        // Once is enough, and it is used up.
        Assert.False(signal.WaitAsync(Timeout.InfiniteTimeSpan, time, TestContext.Current.CancellationToken).IsCompleted);
    }
}
