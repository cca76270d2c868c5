using System.Text.Json;
using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Publishing;

/// <summary>Writes the model into a manifest instead of running it, and ends the application.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    PublishArguments arguments,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = arguments.ManifestPath();
        using var content = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(content, Indented))
            await new ManifestPublishingContext(context, path, writer, cancellationToken).WriteAsync([.. model.Resources]);
        await WholeFile.WriteAsync(path, content.GetBuffer().AsMemory(0, (int)content.Length), cancellationToken);
        await Console.Out.WriteLineAsync($"Published manifest to: {path}");
        // Not before the start is over: it would look like one that was broken off.
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
