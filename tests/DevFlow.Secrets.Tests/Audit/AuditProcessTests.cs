using System.Diagnostics;

namespace DevFlow.Secrets.Tests;

/// <summary>Processes that share a folder, end badly and come back.</summary>
public sealed class AuditProcessTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_of_one_name_write_files_of_their_own()
    {
        await using (var one = _room.Open())
        {
            await one.RecordAsync(AuditRoom.Access("ONE"), Token);
            await using var two = _room.Open();
            await Task.WhenAll(Enumerable.Range(0, 200).SelectMany(i => (Task[])
            [
                one.RecordAsync(AuditRoom.Access($"ONE_{i}"), Token).AsTask(),
                two.RecordAsync(AuditRoom.Access($"TWO_{i}"), Token).AsTask(),
            ]));
        }

        Assert.Equal(["0", "1"], _room.Files().Select(file => file.Split('.')[^3]));
        Assert.Equal(401, (await _room.VerifyAsync()).Accesses);
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task A_process_that_comes_back_goes_on_with_its_file_and_chain()
    {
        await _room.WriteAsync(3);
        await _room.WriteAsync(3);

        Assert.Equal(2, _room.Lines().Count(line => line.Contains("\"header\"", StringComparison.Ordinal)));
        Assert.Equal(6, (await _room.VerifyAsync()).Accesses);
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task A_process_that_comes_back_with_a_new_key_goes_on_and_both_keys_prove_their_part()
    {
        await _room.WriteAsync(3);
        var old = _room.Key!.ToArray();
        _room.Key![0] ^= 1;
        await _room.WriteAsync(3);

        var withNew = await _room.VerifyAsync();
        _room.Key = old;
        var withOld = await _room.VerifyAsync();

        Assert.All(withNew.Findings.Concat(withOld.Findings), finding => Assert.Equal("audit-wrong-key", finding.Rule));
        Assert.Equal((6, 6), (withNew.Accesses, withOld.Accesses));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(int.MaxValue)]
    public async Task A_line_that_a_crash_tore_is_kept_and_the_chain_goes_on_behind_it(int length)
    {
        await _room.WriteAsync(3);
        _room.RemoveAnchors();
        _room.Rewrite(lines => lines.Where(line => !line.Contains("\"anchored\"", StringComparison.Ordinal)).Take(3));
        var lines = _room.Lines();

        // The last line loses its end, at worst nothing but its line feed.
        var torn = lines[^1][..Math.Min(length, lines[^1].Length)];
        await File.WriteAllTextAsync(_room.TheFile(), string.Concat(lines[..^1].Select(line => line + "\n")) + torn, Token);
        Assert.Equal("audit-torn", Assert.Single((await _room.VerifyAsync()).Findings).Rule);

        await _room.WriteAsync(3);

        Assert.Equal(torn, _room.Lines()[2]);
        Assert.Contains("\"recovered\"", _room.Lines()[3], StringComparison.Ordinal);
        var report = await _room.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(1 + 3, report.Accesses);
    }

    [Fact]
    public async Task A_torn_line_cannot_be_exchanged_afterwards()
    {
        await _room.WriteAsync(3);
        await File.AppendAllTextAsync(_room.TheFile(), "{\"seq\":9,\"pr", Token);
        await _room.WriteAsync(3);

        _room.Rewrite(lines => lines.Select(line => line == "{\"seq\":9,\"pr" ? "{\"seq\":9,\"px" : line));

        Assert.Equal("audit-altered", (await _room.OneErrorAsync()).Rule);
    }

    [Fact]
    public async Task A_torn_line_cannot_be_removed_afterwards()
    {
        await _room.WriteAsync(3);
        await File.AppendAllTextAsync(_room.TheFile(), "{\"seq\":9,\"pr", Token);
        await _room.WriteAsync(3);

        _room.Rewrite(lines => lines.Where(line => line != "{\"seq\":9,\"pr"));

        Assert.Equal("audit-missing", (await _room.OneErrorAsync()).Rule);
    }

    [Fact]
    public async Task A_killed_process_loses_no_record_that_was_awaited()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are not of Windows");
        Directory.CreateDirectory(_room.Folder);
        var told = Path.Combine(_room.Folder, "told");
        for (var round = 0; round < Soak.Times(inEveryRun: 2, inFull: 20); round++)
        {
            File.Delete(told);
            using var child = StartChild();

            // Under way, and then killed in the middle of it.
            while (!File.Exists(told) || new FileInfo(told).Length < 2000)
            {
                Assert.False(child.HasExited, "the child ended by itself");
                await Task.Delay(5, Token);
            }

            child.Kill();
            await child.WaitForExitAsync(Token);
            var awaited = await File.ReadAllLinesAsync(told, Token);
            var written = _room.Files().SelectMany(File.ReadLines).Select(line => line.Split("\"key\":\"")).Where(parts => parts.Length > 1)
                .Select(parts => parts[1].Split('"')[0]).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(awaited.SkipLast(1).Except(written));
            Assert.True(awaited.Length > 100);
        }

        _room.Key = null;
        await using (var audit = _room.Open("child"))
            await audit.RecordAsync(AuditRoom.Access(), Token);
        await _room.AssertIntactAsync();
    }

    public void Dispose() => _room.Dispose();

    private Process StartChild()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-class");
        start.ArgumentList.Add("none");
        start.Environment[AuditChild.FolderVariable] = _room.Folder;
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.ErrorDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }
}
