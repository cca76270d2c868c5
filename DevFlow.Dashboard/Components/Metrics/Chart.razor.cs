using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DevFlow.Dashboard.Components.Metrics;

public sealed partial class Chart : IDisposable
{
    private Axis _axis = null!;
    private IReadOnlyList<(string Text, double Place)> _times = [];
    private ElementReference _slider;
    private int? _at;
    private bool _gone;

    [Inject]
    internal IJSRuntime Script { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public Timeline Timeline { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ChartLine> Lines { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public Unit Unit { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    private bool IsEmpty => Lines.All(line => line.Last is null);

    /// <summary>What a screen reader says of the place under the slider.</summary>
    private string ReadOut
    {
        get
        {
            var step = _at ?? Timeline.Count - 1;
            var values = Lines.Where(line => line.Values[step] is not null).Select(line => $"{line.Name} {Unit.Write(line.Values[step]!.Value)}").ToList();
            return $"{TimeOf(step)}: {(values.Count == 0 ? "nothing" : string.Join("; ", values))}";
        }
    }

    public void Dispose() => _gone = true;

    protected override void OnParametersSet()
    {
        _axis = Axis.Of(Lines.SelectMany(line => line.Values).OfType<double>(), Unit);
        _times = [.. TimeMarks.Of(Timeline)];
        if (_at >= Timeline.Count)
            _at = null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/Metrics/Chart.razor.js");
            if (!_gone)
                await module.InvokeVoidAsync("followPointer", _slider);
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and all this with it.
        }
        catch (JSException) when (_gone)
        {
            // The page was left meanwhile.
        }
    }

    private void Move(ChangeEventArgs change) => _at = int.TryParse(change.Value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step < Timeline.Count ? step : null;

    private void Leave() => _at = null;

    private string TimeOf(int step) => Timeline.EndOf(step).ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Percent(double part) => (part * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
