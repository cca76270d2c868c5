using System.Collections;

namespace DevFlow.ServiceDefaults;

/// <summary>The state of a log entry in which a value stood: its masked message and its masked items.</summary>
internal sealed class ScrubbedState(string message, IReadOnlyList<KeyValuePair<string, object?>> items) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => items.Count;

    public KeyValuePair<string, object?> this[int index] => items[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => message;
}
