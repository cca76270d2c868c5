using System.Text.Json;
using DevFlow.ConnectEmulator;

namespace DevFlow.Cli.Tests.Moving;

public sealed class MigrateTests
{
    private const string There = "devflow migrate --from env --to 1password --yes";
    private const string Back = "devflow migrate --from 1password --to env --yes";

    // Each key lies in an item of its own, but for the two of GitHub.
    private const string Four = "JWT_SECRET=one\nQDRANT_API_KEY=two\nGITHUB_CLIENT_ID=three\nGITHUB_CLIENT_SECRET=four\n";

    [Fact]
    public async Task There_and_back_every_value_is_what_it_was()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", """
            JWT_SECRET=x
            SESSION_SECRET=1234567
            AOSENTRY_API_KEY="-----BEGIN\n\n\ttab \\ \"quoted\" 'single' `back`\n"
            QDRANT_API_KEY='$HOME ${HOME} $(id) # no comment'
            GITHUB_CLIENT_ID=пароль-密码-🔑
            GITHUB_CLIENT_SECRET=' a b '
            DATABASE_URL=postgresql://devflow:p%40ss@localhost:5432/devflow?a=b&c=d
            ATLASSIAN_CLIENT_SECRET=
            """ + new string('k', 65_536) + "\n");
        Dictionary<string, string?> before = await ValuesAsync(room);

        var there = await room.RunAsync(There);
        Assert.Equal((0, ""), (there.ExitCode, there.StandardError));
        File.Delete(Path.Combine(room.Clone.Folder, ".env"));
        var back = await room.RunAsync(Back);
        Assert.Equal((0, ""), (back.ExitCode, back.StandardError));

        room.Shell.Set("OP_CONNECT_TOKEN", "");
        Assert.Equal(8, before.Count);
        Assert.Equal(before, await ValuesAsync(room));
        Assert.Contains("8 moved\n", there.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_do_and_nothing_is_written()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", Four);
        await room.RunAsync(There);
        var written = Writes(room);

        var again = await room.RunAsync(There);

        Assert.Equal(0, again.ExitCode);
        Assert.EndsWith("nothing to do\n", again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(3, written);
        Assert.Equal(written, Writes(room));
        Assert.Equal(Four, room.ReadDotEnv());
    }

    [Fact]
    public async Task Connect_that_goes_away_in_the_middle_leaves_a_state_from_which_the_next_run_goes_on()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", Four);
        // The first item is made; from the second write on nothing answers.
        await room.RunAsync($"{There} QDRANT_API_KEY");
        room.Connect.Server.Faults.Add(new FaultRule { Kind = FaultKind.Drop, Method = "POST" });

        var broken = await room.RunAsync($"{There} --delete-source --json");

        Assert.Equal(4, broken.ExitCode);
        using var report = JsonDocument.Parse(broken.StandardOutput);
        Assert.Equal(
            [("QDRANT_API_KEY", null), ("GITHUB_CLIENT_ID", "failed"), ("GITHUB_CLIENT_SECRET", "failed"), ("JWT_SECRET", "not tried")],
            report.RootElement.GetProperty("keys").EnumerateArray().Select(key => (key.GetProperty("key").GetString()!, key.GetProperty("result").GetString())));
        Assert.DoesNotContain("QDRANT_API_KEY", room.ReadDotEnv(), StringComparison.Ordinal);
        Assert.Contains("GITHUB_CLIENT_ID=three\nGITHUB_CLIENT_SECRET=four\n", room.ReadDotEnv(), StringComparison.Ordinal);

        room.Connect.Server.Faults.Clear();
        var again = await room.RunAsync(There);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(3, new[] { "Qdrant", "GitHub", "Security" }.Count(title => room.Connect.Server.FindItem("DevFlow", title) is not null));
    }

    [Fact]
    public async Task An_answer_that_was_lost_makes_no_second_item()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", "JWT_SECRET=one\n");
        room.Connect.Server.Faults.Add(new FaultRule { Kind = FaultKind.Truncated, Method = "POST", Times = 1 });

        var result = await room.RunAsync(There);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, Writes(room));
    }

    [Fact]
    public async Task The_source_is_touched_only_when_that_is_asked_for()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", "# mine\nJWT_SECRET=one\nLOG_LEVEL=INFO\n");

        await room.RunAsync(There);
        Assert.Contains("JWT_SECRET=one", room.ReadDotEnv(), StringComparison.Ordinal);

        var removing = await room.RunAsync($"{There} --delete-source");
        Assert.Equal(0, removing.ExitCode);
        Assert.Equal("# mine\nLOG_LEVEL=INFO\n", room.ReadDotEnv());
        Assert.Equal("one", room.Connect.Server.FindItem("DevFlow", "Security")!.Fields.Single().Value);
    }

    [Fact]
    public async Task What_cannot_be_read_back_is_not_called_moved_and_stays_in_the_source()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: old } }] }]");
        room.Clone.Write(".env", "JWT_SECRET=one\n");
        // Reads go on answering from before the write, as of a server that has not synced.
        room.Connect.Server.Faults.Add(new FaultRule { Kind = FaultKind.Stale, Method = "GET" });

        var result = await room.RunAsync($"{There} --overwrite --delete-source");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("reading it back gives another value", result.StandardError, StringComparison.Ordinal);
        Assert.Equal("JWT_SECRET=one\n", room.ReadDotEnv());
    }

    [Fact]
    public async Task A_value_that_differs_is_kept_unless_it_is_to_be_replaced()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: old } }] }]");
        room.Clone.Write(".env", "JWT_SECRET=new\n");

        var kept = await room.RunAsync($"{There} --delete-source");
        Assert.Equal(1, kept.ExitCode);
        Assert.Equal("old", room.Connect.Server.FindItem("DevFlow", "Security")!.Fields[0].Value);
        Assert.Equal("JWT_SECRET=new\n", room.ReadDotEnv());

        var replaced = await room.RunAsync($"{There} --overwrite");
        Assert.Equal(0, replaced.ExitCode);
        Assert.Equal("new", room.Connect.Server.FindItem("DevFlow", "Security")!.Fields[0].Value);
    }

    [Fact]
    public async Task A_terminal_is_asked_and_no_is_the_default()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", "JWT_SECRET=one\n");

        var no = await room.RunAsync("echo | script -qec 'devflow migrate --from env --to 1password' /dev/null");
        Assert.Contains("move 1 key from .env to 1password? [y/N]", no.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, Writes(room));

        await room.RunAsync("echo y | script -qec 'devflow migrate --from env --to 1password' /dev/null");
        Assert.Equal(1, Writes(room));
    }

    [Fact]
    public async Task What_the_target_lost_while_somebody_was_asked_stays_in_the_source()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: one } }] }]");
        room.Clone.Write(".env", "JWT_SECRET=one\n");

        var result = await WhileAskedAsync(room, "devflow migrate --from env --to 1password --delete-source", "echo other | devflow set JWT_SECRET --to 1password");

        Assert.Contains("exit 4", result, StringComparison.Ordinal);
        Assert.Contains("op://DevFlow/Security/jwt_secret does not have it any more", result, StringComparison.Ordinal);
        Assert.Equal("JWT_SECRET=one\n", room.ReadDotEnv());
        Assert.Equal("other", room.Connect.Server.FindItem("DevFlow", "Security")!.Fields[0].Value);
    }

    [Fact]
    public async Task What_came_into_1Password_while_somebody_was_asked_is_kept()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", "JWT_SECRET=one\n");

        var result = await WhileAskedAsync(room, "devflow migrate --from env --to 1password --delete-source", "echo other | devflow set JWT_SECRET --to 1password");

        Assert.Contains("exit 1", result, StringComparison.Ordinal);
        Assert.Contains("kept: it has another value", result, StringComparison.Ordinal);
        Assert.Equal("other", room.Connect.Server.FindItem("DevFlow", "Security")!.Fields[0].Value);
        Assert.Equal("JWT_SECRET=one\n", room.ReadDotEnv());
    }

    [Fact]
    public async Task What_came_into_the_file_while_somebody_was_asked_is_kept()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: one } }] }]");
        room.Clone.Write(".env", "A=1\n");

        var result = await WhileAskedAsync(room, "devflow migrate --from 1password --to env", "echo JWT_SECRET=other >>.env");

        Assert.Contains("exit 1", result, StringComparison.Ordinal);
        Assert.Equal("A=1\nJWT_SECRET=other\n", room.ReadDotEnv());
    }

    [Fact]
    public async Task What_only_looks_like_an_example_is_kept()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: one } }] }]");
        room.Clone.Write(".env", "JWT_SECRET=your-real-prod-passphrase-77\n");

        var result = await room.RunAsync(Back);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("JWT_SECRET=your-real-prod-passphrase-77\n", room.ReadDotEnv());
    }

    [Fact]
    public async Task The_question_counts_what_is_moved_and_what_is_removed()
    {
        await using var room = await MovingRoom.OpenAsync("vaults: [{ name: DevFlow, items: [{ title: Security, fields: { jwt_secret: one } }] }]");
        room.Clone.Write(".env", "JWT_SECRET=one\n");

        var removing = await WhileAskedAsync(room, "devflow migrate --from env --to 1password --delete-source", "true");
        Assert.Contains("remove 1 key from .env? [y/N]", removing, StringComparison.Ordinal);

        room.Clone.Write(".env", "JWT_SECRET=one\nQDRANT_API_KEY=two\n");
        var both = await WhileAskedAsync(room, "devflow migrate --from env --to 1password --delete-source", "true");
        Assert.Contains("move 1 key from .env to 1password, and remove 2 keys from .env? [y/N]", both, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("devflow generate JWT_SECRET --to 1password", "writing")]
    [InlineData("devflow set JWT_SECRET --to 1password --file value", "writing")]
    [InlineData("devflow migrate --from env --to 1password --dry-run", "asking the stores")]
    public async Task Whoever_waits_at_a_terminal_for_more_than_a_second_sees_for_what(string command, string shown)
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", Four);
        room.Clone.Write("value", "one");
        room.Connect.Server.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Milliseconds = 3_000, Times = 1 });

        var result = await room.RunAsync($"script -qec '{command}' /dev/null");

        Assert.Contains($"\r{shown} …", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_space_left_while_values_come_back_leaves_the_file_whole()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", $"JWT_SECRET={new string('j', 40_000)}\n");
        await room.RunAsync(There);

        var full = await room.RunAsync(
            "mkdir small && unshare -rm sh -c 'mount -t tmpfs -o size=32k tmpfs small && cp -r config small && echo A=1 >small/.env && mkdir small/.devflow"
            + $" && {Back} --root small; echo \"exit $?\"; cat small/.env; ls -A small'");

        Assert.Contains("exit 4\nA=1\n.devflow\n.env\nconfig\n", full.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("the disk is full; the file is what it was", full.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_interrupts_it_is_told_what_is_done()
    {
        await using var room = await MovingRoom.OpenAsync();
        room.Clone.Write(".env", Four);
        room.Connect.Server.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Milliseconds = 600_000, Method = "POST" });

        var running = room.RunAsync($"{There} --json & child=$!; echo $child >pid; wait $child; echo \"exit $?\"");
        var deadline = TimeProvider.System.GetTimestamp();
        while (Writes(room) == 0 && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromMinutes(1))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await room.RunAsync("kill -TERM $(cat pid)");
        var result = await running;

        Assert.EndsWith("exit 130\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("it was interrupted, and it is not known whether it was written", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(3, result.StandardOutput.Split("\"result\": \"not tried\"").Length - 1);
        Assert.Equal(Four, room.ReadDotEnv());
    }

    // What happens on the terminal, and the exit code.
    private static async Task<string> WhileAskedAsync(MovingRoom room, string command, string meanwhile) => (await room.RunAsync($$"""
        rm -f typing; mkfifo typing; exec 3<>typing
        script -qefc '{{command}}' shown <typing >/dev/null & child=$!
        n=0; until grep -qF '[y/N]' shown 2>/dev/null || [ $n -ge 600 ]; do n=$((n+1)); sleep 0.1; done
        {{meanwhile}}
        echo y >&3; wait $child; echo "exit $?"; cat shown
        """)).StandardOutput;

    private static int Writes(MovingRoom room) => room.Connect.Server.Requests.All.Count(request => request.Method != "GET");

    private static async Task<Dictionary<string, string?>> ValuesAsync(MovingRoom room)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in room.ReadDotEnv().Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)))
        {
            var key = line.Split('=')[0];
            values[key] = (await room.RunAsync($"OP_CONNECT_TOKEN= devflow get {key} --reveal")).StandardOutput;
        }

        return values;
    }
}
