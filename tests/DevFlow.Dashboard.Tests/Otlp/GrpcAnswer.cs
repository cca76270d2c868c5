using DevFlow.Dashboard.Otlp.Wire;

namespace DevFlow.Dashboard.Tests;

/// <param name="Status">gRPC's status; null when it was not gRPC that answered.</param>
/// <param name="Text">What a person is told.</param>
/// <param name="Response">The message; an empty one when there was none.</param>
internal sealed record GrpcAnswer(int? Status, string Text, ExportResponse Response);
