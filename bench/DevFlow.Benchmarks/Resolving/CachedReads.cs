using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;
using ZiggyCreatures.Caching.Fusion;

namespace DevFlow.Benchmarks;

/// <summary>Reads of values in memory: one of sixty keys, which the reader holds as a string of its own.</summary>
public class CachedReads
{
    private const int Rounds = 2_000;

    private readonly string[] _keys = [.. Sample.Keys.Select(key => new string(key))];
    private readonly ConcurrentDictionary<string, CountedValue> _dictionary = new(StringComparer.Ordinal);
    private readonly FusionCache _fusion = new(new FusionCacheOptions { DefaultEntryOptions = new(TimeSpan.FromHours(1)) });
    private string _folder = "";
    private SecretAudit _discarding = null!;
    private SecretAudit _writing = null!;
    private SecretResolver _withoutAudit = null!;
    private SecretResolver _resolver = null!;
    private SecretResolver _toFile = null!;

    [Params(1, 4)]
    public int Threads { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _folder = Directory.CreateTempSubdirectory("devflow-bench-").FullName;
        _discarding = new SecretAudit(new() { Folder = _folder, Service = "bench", Sink = new DiscardingSink() });
        _writing = new SecretAudit(new() { Folder = _folder, Service = "bench" });
        _withoutAudit = await ResolverAsync(audit: null);
        _resolver = await ResolverAsync(_discarding);
        _toFile = await ResolverAsync(_writing);
        foreach (var key in Sample.Keys)
        {
            var value = await _resolver.GetAsync(key);
            _dictionary[key] = new CountedValue(value);
            await _fusion.SetAsync(key, value);
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _withoutAudit.Dispose();
        _resolver.Dispose();
        _toFile.Dispose();
        _fusion.Dispose();
        await _discarding.DisposeAsync();
        await _writing.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, Description = "ConcurrentDictionary and a counter", OperationsPerInvoke = Sample.Count * Rounds)]
    public void Dictionary() => OnThreads(new DictionaryReader(_dictionary));

    [Benchmark(Description = "GetAsync, audit to a sink", OperationsPerInvoke = Sample.Count * Rounds)]
    public void Resolver() => OnThreads(new ResolverReader(_resolver));

    [Benchmark(Description = "GetAsync, audit to files", OperationsPerInvoke = Sample.Count * Rounds)]
    public void ResolverWithFiles() => OnThreads(new ResolverReader(_toFile));

    [Benchmark(Description = "GetAsync, no audit", OperationsPerInvoke = Sample.Count * Rounds)]
    public void ResolverWithoutAudit() => OnThreads(new ResolverReader(_withoutAudit));

    [Benchmark(Description = "FusionCache.TryGet", OperationsPerInvoke = Sample.Count * Rounds)]
    public void FusionTryGet() => OnThreads(new FusionReader(_fusion));

    [Benchmark(Description = "FusionCache.GetOrSetAsync", OperationsPerInvoke = Sample.Count * Rounds)]
    public void FusionGetOrSet() => OnThreads(new FusionFactoryReader(_fusion));

    private static async Task<SecretResolver> ResolverAsync(SecretAudit? audit)
    {
        var resolver = new SecretResolver(new() { Sources = [new SecretSourceOfSamples()], Remember = TimeSpan.FromHours(10), Audit = audit });
        foreach (var key in Sample.Keys)
            await resolver.GetAsync(key);
        return resolver;
    }

    // With several threads a figure is the time that one read takes away from all others together.
    private void OnThreads<TReader>(TReader reader) where TReader : struct, IReader
    {
        if (Threads == 1)
        {
            ReadAll(reader, _keys, Rounds);
            return;
        }

        var threads = Enumerable.Range(0, Threads).Select(number =>
        {
            var first = number * Sample.Count / Threads;
            return new Thread(() => ReadAll(reader, [.. _keys[first..], .. _keys[..first]], Rounds / Threads));
        }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static void ReadAll<TReader>(TReader reader, string[] keys, int rounds) where TReader : struct, IReader
    {
        for (var i = 0; i < rounds; i++)
        {
            foreach (var key in keys)
                reader.Read(key);
        }
    }
}
