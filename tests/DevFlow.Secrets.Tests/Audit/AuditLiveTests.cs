using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Tests;

/// <summary>The audit while it is looked at, and while a part of its folder is missing.</summary>
public sealed class AuditLiveTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_is_intact_at_every_moment_in_which_services_write_and_anchor_each_other()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 3).Select(number => Task.Run(() => WriteAsync($"service{number}"), Token)).ToList();
        for (var i = 0; i < Soak.Times(inEveryRun: 20, inFull: 500); i++)
            await _room.AssertIntactAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await _room.AssertIntactAsync();

        async Task WriteAsync(string service)
        {
            // It ends now and then, and comes back.
            while (!stop.IsCancellationRequested)
            {
                await using var audit = _room.Open(service);
                for (var i = 0; i < 20; i++)
                {
                    await audit.RecordAsync(AuditRoom.Access(), Token);
                    if (i % 5 == 0)
                        await audit.FlushAsync(Token);
                }
            }
        }
    }

    [Fact]
    public async Task Without_a_place_for_anchors_accesses_are_still_written()
    {
        Directory.CreateDirectory(_room.Folder);
        var anchors = Path.Combine(_room.Folder, "anchors");
        await File.WriteAllTextAsync(anchors, "in the way", Token);
        await using var audit = _room.Open(required: true);
        var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
        counter.Increment();

        await Assert.ThrowsAsync<SecretAuditException>(async () => await audit.FlushAsync(Token));

        Assert.False(audit.IsBroken);
        Assert.Single(_room.Logger.Lines, line => line.Level is LogLevel.Error && line.Text.Contains(_room.Folder, StringComparison.Ordinal));
        Assert.Equal(2, (await _room.VerifyAsync()).Accesses);
        File.Delete(anchors);
        await audit.FlushAsync(Token);
        Assert.Single(Directory.GetFiles(anchors));
    }

    public void Dispose() => _room.Dispose();
}
