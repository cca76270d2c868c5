using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Hosting.Local;

/// <summary>How the life of a resource is told to end.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever hurries or asks twice may come after the end; neither source has a timer or a parent to let go of.")]
internal sealed class LifeEnd
{
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _atOnce = new();

    /// <summary>It is to end in good order.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>There is no time left for good order.</summary>
    public CancellationToken AtOnce => _atOnce.Token;

    /// <summary>Why it ends: the application does, and what is persistent lives on; or somebody wants this resource stopped.</summary>
    public bool IsOfTheApplication { get; private set; }

    public Task AskAsync(bool ofTheApplication)
    {
        IsOfTheApplication = ofTheApplication;
        return _asked.CancelAsync();
    }

    public void Hurry() => _atOnce.Cancel();
}
