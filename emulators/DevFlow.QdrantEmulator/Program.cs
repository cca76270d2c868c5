using System.CommandLine;
using DevFlow.QdrantEmulator;

var data = new Option<string?>("--data")
{
    Description = "Folder that keeps the collections over a restart, also as QDRANT__STORAGE__STORAGE_PATH; in memory without it.",
};
var urls = new Option<string?>("--urls")
{
    Description = "Where to listen: http://127.0.0.1:6333, or what QDRANT__SERVICE__HOST and QDRANT__SERVICE__HTTP_PORT say.",
};
var root = new RootCommand("A stand-in for Qdrant, for development and tests. A key comes from QDRANT__SERVICE__API_KEY. There is no gRPC.")
{
    data, urls,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = Settings.Read(environment, parsed.GetValue(data), parsed.GetValue(urls));
        await using var server = await QdrantEmulatorServer.StartAsync(options, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
    catch (OperationCanceledException)
    {
        return 0;
    }
    catch (QdrantEmulatorException fault)
    {
        await Console.Error.WriteLineAsync(fault.Message);
        return 2;
    }
});
var command = root.Parse(args);
var exitCode = await command.InvokeAsync();
return command.Errors.Count > 0 ? 2 : exitCode;
