using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Tests.Dashboard;

/// <summary>A resource that cannot be described once it was told so; the next time it can.</summary>
internal sealed class OddResource(IResource parent) : ExecutableResource("odd", "sleep", "."), IResourceWithParent
{
    public const string Fault = "the parent is out of the house";

    private int _fails;

    public IResource Parent => Interlocked.Exchange(ref _fails, 0) == 1 ? throw new InvalidOperationException(Fault) : parent;

    public void FailOnce() => _fails = 1;
}
