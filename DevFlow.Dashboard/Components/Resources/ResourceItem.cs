using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>
/// A resource as one component hands it to another: components are public, the feed is not. A new one for every drawing, so that
/// whoever is given it is drawn again.
/// </summary>
public sealed class ResourceItem
{
    internal ResourceItem(ResourceView view) => View = view;

    internal ResourceView View { get; }
}
