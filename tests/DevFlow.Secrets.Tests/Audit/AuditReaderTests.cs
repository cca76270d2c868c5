namespace DevFlow.Secrets.Tests;

public sealed class AuditReaderTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_records_of_all_services_are_merged_by_time_and_over_midnight()
    {
        await using (var one = _room.Open("one"))
        await using (var two = _room.Open("two"))
        {
            for (var i = 0; i < 6; i++)
            {
                await (i % 2 == 0 ? one : two).RecordAsync(AuditRoom.Access($"KEY_{i}"), Token);
                _room.Time.Advance(TimeSpan.FromHours(3));
            }
        }

        var last = await AuditReader.LastAsync(_room.Folder, 4, key: null, Token);

        Assert.Equal(["KEY_2", "KEY_3", "KEY_4", "KEY_5"], last.Select(entry => entry.Record.Access!.Key));
        Assert.Equal(["one", "two", "one", "two"], last.Select(entry => entry.Service));
    }

    [Fact]
    public async Task The_last_records_of_one_key_are_found_far_back()
    {
        await using (var audit = _room.Open())
        {
            for (var i = 0; i < 1000; i++)
                await audit.RecordAsync(AuditRoom.Access(i is 3 or 4 ? "RARE" : "COMMON"), Token);
        }

        var last = await AuditReader.LastAsync(_room.Folder, 20, "RARE", Token);

        Assert.Equal(["RARE", "RARE"], last.Select(entry => entry.Record.Access!.Key));
        Assert.Equal(AuditRoom.Access("RARE"), last[0].Record.Access);
    }

    [Fact]
    public async Task What_is_written_later_is_followed_in_new_files_too()
    {
        await using var one = _room.Open("one");
        await one.RecordAsync(AuditRoom.Access("OLD"), Token);
        await using var followed = AuditReader.FollowAsync(_room.Folder, key: null, _room.Time, Token).GetAsyncEnumerator(Token);
        var first = followed.MoveNextAsync().AsTask();
        await using var two = _room.Open("two");
        await two.RecordAsync(AuditRoom.Access("NEW"), Token);

        while (!first.IsCompleted)
        {
            _room.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.True(await first);
        Assert.Equal(("two", "NEW"), (followed.Current.Service, followed.Current.Record.Access!.Key));
    }

    public void Dispose() => _room.Dispose();
}
