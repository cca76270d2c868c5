using DevFlow.Dashboard.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace DevFlow.Dashboard.Components.Console;

/// <summary>What a resource writes, as it writes it.</summary>
public sealed partial class ConsolePage : LiveComponent
{
    // As the style sheet has it.
    private const int LineHeight = 20;

    private readonly ConsoleSearch _search = new();
    private DotNetObjectReference<ConsolePage>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;
    private ElementReference _element;
    private string? _elementId;
    private ConsoleLines? _lines;
    private string? _shown;
    private bool _follows = true;
    private bool _wraps;
    private bool _showsTimes = true;

    [Parameter]
    public string? Resource { get; set; }

    protected override long Version => Board.Version + Resources.Version;

    private IEnumerable<string> Names => Resources.Resources.Select(resource => resource.Name);

    private string? Count => _lines is { Rows.Count: > 0 } ? $"{Words.Number(_lines.Rows.Count)} lines" : null;

    /// <summary>The browser says that somebody has scrolled away from the end, or back to it.</summary>
    [JSInvokable]
    public void OnFollows(bool follows)
    {
        _follows = follows;
        StateHasChanged();
    }

    protected override void OnParametersSet()
    {
        if (_shown == Resource)
            return;
        _shown = Resource;
        _follows = true;
        _lines = Resource is null ? null : new(Board, Resource, Options.MaxConsoleLines);
        _lines?.Read(keepOldest: false);
        _search.For(_search.Text, _lines?.Rows ?? []);
    }

    protected override Task OnChangedAsync()
    {
        if (_lines?.Read(keepOldest: !_follows) == true)
            _search.Refresh(_lines.Rows);
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The element comes with the first line, and another one with another resource.
        if (_lines is not { Rows.Count: > 0 } || _element.Id == _elementId || Gone.IsCancellationRequested)
            return;
        _elementId = _element.Id;
        _self ??= DotNetObjectReference.Create(this);
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", Gone, "./Components/Console/ConsolePage.razor.js");
            if (!Gone.IsCancellationRequested)
                _view = await _module.InvokeAsync<IJSObjectReference>("follow", Gone, _element, _self);
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and all this with it.
        }
        catch (Exception end) when (end is JSException or OperationCanceledException && Gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _self?.Dispose();
        base.Dispose(disposing);
    }

    private void Choose(string resource) => Navigation.NavigateTo(resource.Length == 0 ? "/console" : $"/console/{Uri.EscapeDataString(resource)}");

    private void Search(string text) => _search.For(text, _lines?.Rows ?? []);

    private Task OnSearchKeyAsync(KeyboardEventArgs key) => key.Key == "Enter" ? StepAsync(key.ShiftKey ? -1 : 1) : Task.CompletedTask;

    private async Task StepAsync(int direction)
    {
        _search.Step(direction);
        if (_search.Current is { } row && _view is not null)
            await _view.InvokeVoidAsync("show", row.Line.Number, _lines!.Rows.IndexOf(row), _lines.Rows.Count);
    }

    private async Task FollowAsync()
    {
        _follows = true;
        if (_view is not null)
            await _view.InvokeVoidAsync("toEnd");
    }

    private void Clear()
    {
        _lines?.Clear();
        Start();
    }

    private void Restore()
    {
        _lines?.Restore();
        Start();
    }

    private void Start()
    {
        _follows = true;
        _search.Refresh(_lines?.Rows ?? []);
    }
}
