using System.Collections;
using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>A scope of named items; masked each time it is read.</summary>
internal sealed class ScrubbedScopeItems(IEnumerable<KeyValuePair<string, object?>> scope, SecretScrubber scrubber)
    : IEnumerable<KeyValuePair<string, object?>>
{
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => scope.Select(scrubber.ScrubItem).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => scrubber.Scrub(scope.ToString() ?? "");
}
