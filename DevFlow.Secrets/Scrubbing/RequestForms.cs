using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace DevFlow.Secrets;

/// <summary>
/// The forms of the values of requests: many, each for a short time. A form is found by its first eight characters, and among those that
/// begin alike (tokens of one kind do) by its length, so that one more or one less costs the same however many there are. Looking takes no
/// lock; what was added is found at once.
/// </summary>
/// <remarks>
/// A <see cref="PatternTable{T}"/> is faster over the few hundred forms that last; with the tens of thousands that 200 requests a
/// second leave behind it can jump nowhere, and each change copies it.
/// </remarks>
internal sealed class RequestForms
{
    /// <summary>How much of a form it is found by; no form is shorter.</summary>
    private const int Head = SecretScrubber.MinimumLength;

    private const int FilterBits = 18;

    // How many registrations need each form, which is kept once however many they are. The value is written under the lock alone.
    private readonly ConcurrentDictionary<string, (string Form, int Uses)> _uses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Form, int Uses)>.AlternateLookup<ReadOnlySpan<char>> _byText;

    // The lengths that forms with this head have, the longest first, and how many forms have each.
    private readonly ConcurrentDictionary<UInt128, (int Length, int Forms)[]> _lengths = new();
    private readonly Lock _writing = new();

    // How many heads have each hash: where there is none, nothing is looked up. Most processes never see the value of a request.
    private ushort[]? _filter;
    private long _characters;

    public RequestForms() => _byText = _uses.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many forms are known.</summary>
    public int Count => _uses.Count;

    /// <summary>The length of all forms together.</summary>
    public long Characters => Interlocked.Read(ref _characters);

    /// <summary>Adds one use of each form. What is known already takes the place of its equal, which is then nobody's.</summary>
    public void Add(List<string> forms)
    {
        lock (_writing)
        {
            foreach (ref var form in CollectionsMarshal.AsSpan(forms))
            {
                if (_uses.TryGetValue(form, out var known))
                {
                    form = known.Form;
                    _uses[form] = (form, known.Uses + 1);
                    continue;
                }

                _uses[form] = (form, 1);
                Enter(form);
            }
        }
    }

    /// <summary>Takes one use of each form away; the last takes the form.</summary>
    public void Remove(IEnumerable<string> forms)
    {
        lock (_writing)
        {
            foreach (var form in forms)
            {
                var (_, uses) = _uses[form];
                if (uses > 1)
                {
                    _uses[form] = (form, uses - 1);
                    continue;
                }

                _uses.TryRemove(form, out _);
                Leave(form);
            }
        }
    }

    /// <inheritdoc cref="PatternTable{T}.Find"/>
    public int Find(ReadOnlySpan<char> text, int from, out int length)
    {
        length = 0;
        if (Volatile.Read(ref _filter) is not { } filter)
            return -1;
        for (var start = from; start <= text.Length - Head; start++)
        {
            var head = HeadOf(text[start..]);
            if (filter[Hash(head)] == 0 || !_lengths.TryGetValue(head, out var lengths))
                continue;
            foreach (var (known, _) in lengths)
            {
                if (known > text.Length - start || !_byText.ContainsKey(text.Slice(start, known)))
                    continue;
                length = known;
                return start;
            }
        }

        return -1;
    }

    private void Enter(string form)
    {
        _characters += form.Length;
        var head = HeadOf(form);
        var lengths = _lengths.GetValueOrDefault(head, []);
        if (lengths.Length == 0)
        {
            var filter = _filter ?? new ushort[1 << FilterBits];
            // Heads beyond what the count can hold are never taken off it.
            ref var count = ref filter[Hash(head)];
            count = (ushort)Math.Min(count + 1, ushort.MaxValue);
            Volatile.Write(ref _filter, filter);
        }

        var forms = lengths.FirstOrDefault(known => known.Length == form.Length).Forms + 1;
        _lengths[head] = [.. lengths.Where(known => known.Length != form.Length).Append((form.Length, forms)).OrderByDescending(known => known.Length)];
    }

    private void Leave(string form)
    {
        _characters -= form.Length;
        var head = HeadOf(form);
        (int Length, int Forms)[] left =
            [.. _lengths[head].Select(known => (known.Length, Forms: known.Length == form.Length ? known.Forms - 1 : known.Forms)).Where(known => known.Forms > 0)];
        if (left.Length > 0)
        {
            _lengths[head] = left;
            return;
        }

        _lengths.TryRemove(head, out _);
        ref var count = ref _filter![Hash(head)];
        if (count < ushort.MaxValue)
            count--;
    }

    private static UInt128 HeadOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(text[..Head]));

    private static int Hash(UInt128 head) =>
        (int)((((ulong)head * 0x9E3779B97F4A7C15) ^ ((ulong)(head >> 64) * 0xC2B2AE3D27D4EB4F)) >> (64 - FilterBits));
}
