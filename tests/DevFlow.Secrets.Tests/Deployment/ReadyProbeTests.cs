using System.Net.Http.Json;
using CliWrap;
using CliWrap.Buffered;
using DevFlow.Secrets.Tests.OnePassword;
using YamlDotNet.RepresentationModel;

namespace DevFlow.Secrets.Tests.Deployment;

/// <summary>The health check of deploy/docker-compose.1password.yml, run by a shell as the container runs it.</summary>
public sealed class ReadyProbeTests
{
    private static readonly string _script = Script();

    [Fact]
    public async Task A_server_that_is_ready_passes()
    {
        await using var connect = await EmulatedConnect.StartAsync();

        Assert.Equal(0, (await ProbeAsync(connect.Server.Address, EmulatedConnect.Token)).ExitCode);
    }

    [Fact]
    public async Task A_server_that_has_not_synced_fails_though_it_answers_200()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        await SetAsync(connect, "not-synced");

        var (exitCode, output) = await ProbeAsync(connect.Server.Address, EmulatedConnect.Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("NOT_SYNCED", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_wakes_up_a_server_that_has_just_started()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        await SetAsync(connect, "starting");

        await ProbeAsync(connect.Server.Address, EmulatedConnect.Token);

        Assert.Equal(0, (await ProbeAsync(connect.Server.Address, EmulatedConnect.Token)).ExitCode);
    }

    [Fact]
    public async Task Without_a_token_a_server_that_waits_for_its_first_one_passes()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        await SetAsync(connect, "starting");

        Assert.Equal(0, (await ProbeAsync(connect.Server.Address, "")).ExitCode);
    }

    [Fact]
    public async Task A_token_that_is_refused_fails()
    {
        await using var connect = await EmulatedConnect.StartAsync();

        Assert.Equal(1, (await ProbeAsync(connect.Server.Address, "c4n4ry-wrong")).ExitCode);
    }

    [Fact]
    public async Task Nobody_there_fails()
    {
        Uri address;
        await using (var connect = await EmulatedConnect.StartAsync())
            address = connect.Server.Address;

        Assert.Equal(1, (await ProbeAsync(address, EmulatedConnect.Token)).ExitCode);
    }

    [Fact]
    public async Task The_token_is_in_no_output_whatever_happens()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        foreach (var token in (string[])[EmulatedConnect.Token, "c4n4ry-wrong", "c4n4ry \"quoted\""])
            Assert.DoesNotContain("c4n4ry", (await ProbeAsync(connect.Server.Address, token)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_on_no_command_line()
    {
        // printf is a part of the shell; what else gets the token would show it to whoever lists processes.
        Assert.Contains("printf 'header = ", _script, StringComparison.Ordinal);
        Assert.All(
            _script.Split('\n').Where(line => line.Contains("curl", StringComparison.Ordinal)),
            line => Assert.DoesNotContain("TOKEN", line, StringComparison.Ordinal));
    }

    private static string Script()
    {
        var yaml = new YamlStream();
        using var text = new StreamReader(Path.Combine(Repository.Root, "deploy", "docker-compose.1password.yml"));
        yaml.Load(text);
        var test = yaml.Documents[0].RootNode["services"]["onepassword-ready"]["healthcheck"]["test"];
        Assert.Equal("CMD-SHELL", (string?)test[0]);

        // Compose turns $$ into $.
        return ((string?)test[1])!.Replace("$$", "$", StringComparison.Ordinal);
    }

    private static async Task SetAsync(EmulatedConnect connect, string state)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(
            new Uri(connect.Server.Address, "/emulator/health"), new { state }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<(int ExitCode, string Output)> ProbeAsync(Uri address, string token)
    {
        var result = await Cli.Wrap("/bin/sh").WithArguments(["-c", _script]).WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(variables => variables
                .Set("CONNECT_URL", address.ToString().TrimEnd('/')).Set("CURL_OPTIONS", "").Set("OP_CONNECT_TOKEN", token))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return (result.ExitCode, result.StandardOutput + result.StandardError);
    }
}
