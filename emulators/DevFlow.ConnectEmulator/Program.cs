using System.CommandLine;
using DevFlow.ConnectEmulator;

var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var vaults = new Option<string?>("--vaults") { Description = "YAML file of vaults and tokens (see README.md)." };
var data = new Option<string?>("--data") { Description = "JSON file that keeps changes; read at the next start in place of the vaults of --vaults." };
var urls = new Option<string?>("--urls") { Description = "Where to listen, on loopback only: http://127.0.0.1:8080, or the port in OP_HTTP_PORT." };
var exact = new Option<bool>("--exact-titles") { Description = "Filters tell upper from lower case." };
var root = new RootCommand("A stand-in for 1Password Connect, for development and tests. It guards nothing: put no real secret into it.")
{
    vaults, data, urls, exact,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        await using var server = await ConnectEmulatorServer.StartAsync(
            new ConnectEmulatorOptions
            {
                VaultsFile = parsed.GetValue(vaults),
                DataFile = parsed.GetValue(data),
                Url = parsed.GetValue(urls) ?? environment["ASPNETCORE_URLS"] ?? $"http://127.0.0.1:{environment["OP_HTTP_PORT"] ?? "8080"}",
                ExactTitles = parsed.GetValue(exact),
                MaxInlineFileSizeKilobytes = environment.GetValue("OP_MAX_INLINE_FILE_SIZE_KB", new ConnectEmulatorOptions().MaxInlineFileSizeKilobytes),
            },
            cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }
    catch (ConnectEmulatorException fault)
    {
        await Console.Error.WriteLineAsync(fault.Message);
        return 2;
    }
});
var command = root.Parse(args);
return command.Errors.Count > 0 ? await command.InvokeAsync() * 2 : await command.InvokeAsync();
