using System.Diagnostics;
using OpenTelemetry;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>Writes down, at the time of the export, all that an exporter could send of a span.</summary>
internal sealed class ListExporter : BaseExporter<Activity>
{
    public List<string> Spans { get; } = [];

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            Spans.Add(string.Join(' ', [
                span.DisplayName, span.StatusDescription, span.TraceStateString,
                .. span.TagObjects.Select(Print),
                .. span.Events.Select(e => string.Join(' ', e.Tags.Select(Print).Prepend(e.Name))),
                .. span.Links.SelectMany(link => link.Tags ?? []).Select(Print)]));
        }

        return ExportResult.Success;
    }

    private static string Print(KeyValuePair<string, object?> tag) =>
        $"{tag.Key}={(tag.Value is string[] list ? string.Join(',', list) : tag.Value)}";
}
