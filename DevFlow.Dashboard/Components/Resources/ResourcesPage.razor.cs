using DevFlow.Dashboard.Components.Shared;
using DevFlow.Hosting.Dashboard;
using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>The application's resources, as a table or a graph, and the details of one of them beside it.</summary>
public sealed partial class ResourcesPage : LiveComponent
{
    private const string GraphView = "graph";

    private ResourceTable? _table;
    private ResourceGraph? _graph;
    private IReadOnlyList<ResourceView> _all = [];
    private IReadOnlyList<string> _shown = [];

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "resource")]
    public string? Resource { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    // How long ago something was changes by itself.
    protected override long Version => Board.Version + (Time.GetUtcNow().ToUnixTimeSeconds() / 5);

    private bool IsGraph => View == GraphView;

    private string? Count => _all.Count == 0 ? null
        : _shown.Count == _all.Count ? $"{_all.Count} resources" : $"{_shown.Count} of {_all.Count} resources";

    private IReadOnlyList<string> Kinds => [.. _all.Select(resource => resource.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> States => [.. _all.Select(resource => resource.State).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    protected override void OnInitialized() => Commands.Changed += Redraw;

    protected override void OnParametersSet() => Take();

    protected override Task OnChangedAsync()
    {
        Take();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Commands.Changed -= Redraw;
        base.Dispose(disposing);
    }

    private void Take()
    {
        _all = Board.Resources;
        var filter = new ResourceFilter(Text, Kind, State);
        _shown = [.. _all.Where(filter.Takes).Select(resource => resource.Name)];
    }

    private void Redraw(object? sender, EventArgs change) => _ = InvokeAsync(StateHasChanged);

    private void Filter(string parameter, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(parameter, string.IsNullOrEmpty(value) ? null : value), replace: true);

    private void ClearFilter() =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = null, ["kind"] = null, ["state"] = null }));

    private void Show(string? view) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("view", view));

    // The keyboard goes back to where the details were opened.
    private async Task CloseAsync()
    {
        var opened = Resource!;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("resource", (string?)null));
        // A reference stays set when its component has gone.
        if (!_shown.Contains(opened, StringComparer.Ordinal))
            return;
        if (IsGraph && _graph is not null)
            await _graph.FocusAsync(opened);
        else if (!IsGraph && _table is not null)
            await _table.FocusAsync(opened);
    }
}
