using System.Text;

namespace DevFlow.Secrets;

/// <summary>Finds known values in bytes, and says which: as they are, and in the encodings that <see cref="SecretScrubber"/> knows. Thread-safe.</summary>
public sealed class SecretSearch
{
    private readonly BytePatterns _patterns;
    private readonly Dictionary<string, List<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Prepares the search.</summary>
    /// <param name="values">Names and their values; of a value shorter than <see cref="SecretScrubber.MinimumLength"/> nothing is found.</param>
    public SecretSearch(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<KeyValuePair<string, string>> all = [.. values];
        _patterns = new BytePatterns(all.Select(named => named.Value));
        foreach (var (key, value) in all)
        {
            foreach (var form in SecretForms.OfAllLines(value))
            {
                if (!_keys.TryGetValue(form, out var keys))
                    _keys.Add(form, keys = []);
                if (!keys.Contains(key))
                    keys.Add(key);
            }
        }
    }

    /// <summary>The length of the longest form, in bytes: who looks through a stream piece by piece lets the pieces overlap by one less.</summary>
    public int Longest => _patterns.Longest;

    /// <summary>Every place where a value stands, in order: of forms that overlap, the first and longest. A value with several names counts once for each.</summary>
    /// <param name="content">The bytes.</param>
    public IReadOnlyList<SecretMatch> Find(ReadOnlySpan<byte> content)
    {
        List<SecretMatch> matches = [];
        for (var start = _patterns.Find(content, 0, out var length); start >= 0; start = _patterns.Find(content, start + length, out length))
        {
            foreach (var key in _keys[Encoding.UTF8.GetString(content.Slice(start, length))])
                matches.Add(new(key, start, length));
        }

        return matches;
    }
}
