using System.Text;
using DevFlow.Dashboard.Components.Shared;
using DevFlow.Dashboard.Feed;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Console;

/// <summary>The lines of a resource as a file, without colours.</summary>
internal static class ConsoleDownload
{
    public static void MapConsoleDownload(this IEndpointRouteBuilder routes) => routes.MapGet("/console/{resource}/download", Download);

    private static IResult Download(string resource, ResourceBoard resources, ConsoleBoard console, TimeProvider time)
    {
        if (resources.Find(resource) is null)
            return Results.Text($"The app host has told of no resource named '{resource}'.", statusCode: StatusCodes.Status404NotFound);
        var lines = console.Lines(resource);
        return Results.Stream(body => WriteAsync(body, lines), "text/plain; charset=utf-8", $"{FileName(resource)}-{time.GetLocalNow():yyyyMMdd-HHmmss}.txt");
    }

    private static async Task WriteAsync(Stream body, IReadOnlyList<ConsoleLine> lines)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var line in lines)
            await writer.WriteAsync($"{Words.Full(line.Time)}{(line.IsError ? " err" : "")} {AnsiParser.Plain(line.Text)}\n");
    }

    // A name may have characters that a file system gives a meaning.
    private static string FileName(string resource) => string.Concat(resource.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
