using BenchmarkDotNet.Running;
using DevFlow.Benchmarks;

// What BenchmarkDotNet cannot measure (a first time in a process, a rate over seconds, percentiles) is a verb of its own.
var verb = args.Length == 0 ? "" : args[0];
switch (verb)
{
    case "audit-rate":
        return await AuditRate.RunAsync(seconds: args.Length > 1 ? int.Parse(args[1]) : 10);
    case "audit-replica":
        return await ReplicaRate.RunAsync(records: args.Length > 1 ? int.Parse(args[1]) : 400_000);
    case "uncached":
        return await UncachedReads.RunAsync();
    case "catalog":
        return await CatalogReads.RunAsync(rounds: args.Length > 1 ? int.Parse(args[1]) : 5);
    case "envelope":
        return await EnvelopeRatio.RunAsync();
    case "rotation":
        return await DueRotations.RunAsync(count: args.Length > 1 ? int.Parse(args[1]) : 1000);
    case "register":
        return await FirstRegistration.RunAsync(isChild: args.Length > 1);
    case "env-file":
        await Console.Out.WriteAsync(EnvText.OfKeys(int.Parse(args[1])));
        return 0;
    default:
        var full = args.Contains("--full");
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run([.. args.Where(arg => arg != "--full")], new BenchmarkConfig(full));
        return 0;
}
