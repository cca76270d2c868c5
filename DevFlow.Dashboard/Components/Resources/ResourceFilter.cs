using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>Which resources are wanted; null is any.</summary>
internal sealed record ResourceFilter(string? Text, string? Kind, string? State)
{
    public bool IsAny => string.IsNullOrWhiteSpace(Text) && Kind is null && State is null;

    public bool Takes(ResourceView resource) =>
        (Kind is null || resource.Kind == Kind) && (State is null || resource.State == State)
        && (string.IsNullOrWhiteSpace(Text) || Says(resource.Name) || Says(resource.Source) || resource.Urls.Any(url => Says(url.Url)));

    private bool Says(string? text) => text?.Contains(Text!.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}
