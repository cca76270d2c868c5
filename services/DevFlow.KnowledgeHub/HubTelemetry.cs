using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DevFlow.KnowledgeHub;

/// <summary>The hub's spans and metrics; docs/knowledge.md lists them. They hold ids and numbers, never what was asked or found.</summary>
internal static class HubTelemetry
{
    public const string IngestSpan = "knowledge.ingest";
    public const string EmbedSpan = "knowledge.embed";
    public const string SearchSpan = "knowledge.search";
    public const string AnswerSpan = "knowledge.answer";

    public const string DocumentTag = "knowledge.document";
    public const string ChunksTag = "knowledge.chunks";
    public const string ResultsTag = "knowledge.results";
    public const string StateTag = "knowledge.state";

    // The service defaults subscribe to what is named after the service.
    private const string Name = "DevFlow.KnowledgeHub";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter _meter = new(Name);

    public static readonly Counter<long> Documents = _meter.CreateCounter<long>("knowledge.documents", "{document}", "Documents that were embedded or given up, by state.");

    public static readonly Counter<long> Embedded = _meter.CreateCounter<long>("knowledge.embedded", "{chunk}", "Chunks that a model embedded; those that were known already are not among them.");

    public static readonly Histogram<double> SearchDuration = _meter.CreateHistogram<double>("knowledge.search.duration", "s", "How long Qdrant took for a search, the embedding of the query aside.");
}
