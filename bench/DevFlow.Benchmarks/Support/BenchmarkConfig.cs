using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DevFlow.Benchmarks;

/// <summary>Short runs, or with --full those that BenchmarkDotNet finds long enough.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    public BenchmarkConfig(bool full)
    {
        // A project generated beside ours would have to satisfy this repository's analyzers and lock files.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        Add(DefaultConfig.Instance);
        AddJob(full ? job : job.WithWarmupCount(5).WithIterationCount(9));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median, StatisticColumn.Min);
        HideColumns("Error", "StdDev", "RatioSD", "Job", "Toolchain", "IterationCount", "WarmupCount", "Gen0", "Gen1", "Gen2", "Alloc Ratio");
        WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
    }
}
