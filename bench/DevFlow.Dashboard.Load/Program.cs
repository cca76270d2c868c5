using DevFlow.Dashboard.Load;

// flood [SECONDS] [SPANS_PER_SECOND]: more than any application sends, then the pages; stopped: what a service feels when its dashboard hangs.
var verb = args.Length > 0 ? args[0] : "flood";
switch (verb)
{
    case "flood":
        return await Flood.RunAsync(seconds: args.Length > 1 ? int.Parse(args[1]) : 60, rate: args.Length > 2 ? int.Parse(args[2]) : 10_000);
    case "stopped":
        return await Stopped.RunAsync();
    default:
        await Console.Error.WriteLineAsync("usage: DevFlow.Dashboard.Load flood [SECONDS] [SPANS_PER_SECOND] | stopped");
        return 2;
}
