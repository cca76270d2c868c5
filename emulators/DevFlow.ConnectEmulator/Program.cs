using System.CommandLine;
using DevFlow.ConnectEmulator;

var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var vaults = new Option<string?>("--vaults") { Description = "YAML file of vaults and tokens (see README.md)." };
var data = new Option<string?>("--data") { Description = "JSON file that keeps changes; read at the next start in place of the vaults of --vaults." };
var urls = new Option<string?>("--urls") { Description = "Where to listen, on loopback only: http://127.0.0.1:8080, or the port in OP_HTTP_PORT." };
var exact = new Option<bool>("--exact-titles") { Description = "Filters tell upper from lower case." };
var inline = new Option<int>("--max-inline-file-size-kb")
{
    Description = "The largest file that comes inline, also as OP_MAX_INLINE_FILE_SIZE_KB.",
    DefaultValueFactory = _ =>
        int.TryParse(environment["OP_MAX_INLINE_FILE_SIZE_KB"], out var size) ? size : ConnectEmulatorOptions.DefaultInlineFileSize,
};
var root = new RootCommand("A stand-in for 1Password Connect, for development and tests. It guards nothing: put no real secret into it.")
{
    vaults, data, urls, exact, inline,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    var options = new ConnectEmulatorOptions
    {
        VaultsFile = parsed.GetValue(vaults),
        DataFile = parsed.GetValue(data),
        // Not an option: a command line can be read by everybody.
        Token = environment["OP_CONNECT_TOKEN"],
        Url = parsed.GetValue(urls) ?? environment["ASPNETCORE_URLS"] ?? $"http://127.0.0.1:{environment["OP_HTTP_PORT"] ?? "8080"}",
        ExactTitles = parsed.GetValue(exact),
        MaxInlineFileSizeKilobytes = parsed.GetValue(inline),
    };
    try
    {
        await using var server = await ConnectEmulatorServer.StartAsync(options, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
    catch (OperationCanceledException)
    {
        return 0;
    }
    catch (ConnectEmulatorException fault)
    {
        await Console.Error.WriteLineAsync(fault.Message);
        return 2;
    }
});
var command = root.Parse(args);
var exitCode = await command.InvokeAsync();
return command.Errors.Count > 0 ? 2 : exitCode;
