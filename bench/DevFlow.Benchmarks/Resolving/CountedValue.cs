using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>What a careful hand-written cache would keep: a value and how often it was read.</summary>
internal sealed class CountedValue(SecretValue value)
{
    private long _count;

    public SecretValue Value => value;

    public void Count() => Interlocked.Increment(ref _count);
}
