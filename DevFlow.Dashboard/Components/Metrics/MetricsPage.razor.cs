using DevFlow.Dashboard.Telemetry;
using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Metrics;

public sealed partial class MetricsPage
{
    private IReadOnlyList<Instrument> _instruments = [];
    private IReadOnlyList<Instrument> _ofService = [];
    private IReadOnlyList<string> _services = [];
    private MetricsLocation _at = new();
    private Instrument? _chosen;

    [Inject]
    internal MetricStore Store { get; set; } = null!;

    [Inject]
    internal DashboardOptions Options { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Service { get; set; }

    [SupplyParameterFromQuery]
    public string? Meter { get; set; }

    [SupplyParameterFromQuery]
    public string? Instrument { get; set; }

    [SupplyParameterFromQuery]
    public int? Minutes { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? As { get; set; }

    [SupplyParameterFromQuery]
    public string[]? Where { get; set; }

    /// <summary>Time itself moves the window, so a second is a change too.</summary>
    protected override long Version => Store.Version + Time.GetUtcNow().ToUnixTimeSeconds();

    protected override void OnParametersSet() => TakeIn();

    protected override Task OnChangedAsync()
    {
        TakeIn();
        return Task.CompletedTask;
    }

    private void TakeIn()
    {
        _instruments = Store.Instruments();
        _services = [.. _instruments.Select(instrument => instrument.Service).Append(Service ?? "").Where(service => service.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _at = new()
        {
            Service = Service ?? (_services is [var first, ..] ? first : null),
            Meter = Meter,
            Instrument = Instrument,
            Minutes = Minutes is { } minutes && MetricsLocation.Windows.Contains(minutes) ? minutes : MetricsLocation.DefaultMinutes,
            View = Enum.TryParse<MetricView>(Show, ignoreCase: true, out var view) ? view : null,
            AsTable = As == "table",
            Where = [.. (Where ?? []).Select(MetricsLocation.ReadWhere).OfType<Field>().Distinct()],
        };
        _ofService = [.. _instruments.Where(instrument => instrument.Service == _at.Service)];
        _chosen = _ofService.FirstOrDefault(instrument => instrument.Name == Instrument && (Meter is null || instrument.Meter == Meter));
    }

    /// <summary>The instrument stays chosen where the other service has it too.</summary>
    private void ChooseService(string? service)
    {
        if (service is null || service == _at.Service)
            return;
        var same = _instruments.Any(instrument => instrument.Service == service && instrument.Meter == _at.Meter && instrument.Name == _at.Instrument);
        Navigation.NavigateTo((same ? _at with { Service = service, Where = [] } : new() { Service = service, Minutes = _at.Minutes }).Url);
    }
}
