using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>A scope that is one text; masked each time it is read.</summary>
internal sealed class ScrubbedScope(object scope, SecretScrubber scrubber)
{
    public override string ToString() => scrubber.Scrub(scope.ToString() ?? "");
}
