using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>Sixty values told to a new scrubber. How long the first time in a process takes is the verb <c>register</c>.</summary>
public class Registration
{
    [Benchmark(Description = "SecretScrubber.Register, 60 values in one batch")]
    public int Batch() => new SecretScrubber().Register(Sample.Values);

    [Benchmark(Description = "SecretScrubber.Register, 60 values one by one")]
    public int OneByOne()
    {
        var scrubber = new SecretScrubber();
        return Sample.Values.Count(scrubber.Register);
    }
}
