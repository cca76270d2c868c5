namespace DevFlow.Secrets.Tests.Resolution;

[Collection(AloneCollection.Name)]
public class HotPathTests
{
    [Fact]
    public async Task A_read_from_memory_allocates_nothing()
    {
        using var resolver = new SecretResolver(new() { Sources = [FakeSource.With("a", "one")], Remember = TimeSpan.FromMinutes(5) });
        await resolver.GetAsync("KEY", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, AllocatedBy(resolver));
    }

    // The runtime may still compile while the first thousands run: the least of several counts is the one of the code itself.
    private static long AllocatedBy(SecretResolver resolver) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            var read = resolver.GetAsync("KEY");
            if (!read.IsCompletedSuccessfully || read.Result is null)
                throw new InvalidOperationException("the value was not in memory");
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
