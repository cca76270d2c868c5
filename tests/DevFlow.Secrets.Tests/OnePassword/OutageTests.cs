using System.Collections.Concurrent;

namespace DevFlow.Secrets.Tests.OnePassword;

/// <summary>Connect is stopped while many read, and comes back.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(Soak.Times(inEveryRun: 2, inFull: 30));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_go_on_from_stale_values_without_an_error_and_recover_when_it_is_back()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        using var spans = new SpanRecorder();
        connect.Folder.Environment["DEVFLOW_SECRETS_CACHE_SECONDS"] = "1";
        var workspace = connect.Open(auditAs: "tests");
        var references = new[] { "api_key", "endpoint" }.Select(field => SecretReference.Parse($"op://DevFlow/AOSentry/{field}")).ToArray();
        foreach (var reference in references)
            await workspace.Resolver.GetAsync(reference.Field, reference, Cancel);

        var faults = new ConcurrentQueue<Exception>();
        var reads = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var readers = Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var reference = references[reader % references.Length];
                    Assert.NotEmpty((await workspace.Resolver.GetAsync(reference.Field, reference, CancellationToken.None)).Reveal());
                    Interlocked.Increment(ref reads);
                }
                catch (Exception fault)
                {
                    faults.Enqueue(fault);
                }

                await Task.Yield();
            }
        }, Cancel)).ToArray();

        await connect.Server.StopAsync(Cancel);
        await Task.Delay(_outage, Cancel);
        await connect.Server.RestartAsync(Cancel);
        connect.Change("c4n4ry-after-the-outage");
        await Until.TrueAsync(async () =>
        {
            Interlocked.Increment(ref reads);
            return (await workspace.Resolver.GetAsync("api_key", references[0], Cancel)).Reveal() == "c4n4ry-after-the-outage";
        });
        await enough.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(faults);
        Assert.True(reads > 1000, $"only {reads} reads: the test looks at too little");
        var ages = spans.Spans.Where(span => span.OperationName == "secret.resolve" && span.GetTagItem("secret.outcome") is "stale")
            .Select(span => (double)span.GetTagItem("secret.age")!).ToList();
        Assert.NotEmpty(ages);
        Assert.True(ages.Max() >= _outage.TotalSeconds - 1, $"the oldest value was {ages.Max()} s old");

        // Closing writes what is still being counted. The first reads of the two keys came before the readers.
        await workspace.DisposeAsync();
        var records = await AuditReader.LastAsync(Path.Combine(connect.Folder.Root, "logs", "audit"), int.MaxValue, key: null, Cancel);
        Assert.Equal(reads + references.Length, records.Where(entry => entry.Record.Access is not null).Sum(entry => entry.Record.Count));
    }
}
