using System.Collections.Concurrent;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

internal readonly struct DictionaryReader(ConcurrentDictionary<string, CountedValue> values) : IReader
{
    public SecretValue Read(string key)
    {
        var entry = values[key];
        entry.Count();
        return entry.Value;
    }
}
