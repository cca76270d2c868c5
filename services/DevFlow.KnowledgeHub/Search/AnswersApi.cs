using System.Text.RegularExpressions;
using DevFlow.KnowledgeHub.Models;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.KnowledgeHub.Search;

/// <summary>Answers from the documents, each with what it stands on; for whoever is signed in.</summary>
internal static partial class AnswersApi
{
    private const string Nothing = "The documents say nothing of this.";

    public static void MapAnswers(this IEndpointRouteBuilder app) => app.MapPost("/api/v1/answers", AnswerAsync)
        .WithTags("Search").RequireAuthorization().WithName("Answer").WithSummary("An answer to a question from the documents, with citations.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<Answer>> AnswerAsync(
        AnswerRequest request, Searcher searcher, Aosentry models, SecretScrubber scrubber, CancellationToken cancellationToken)
    {
        using var span = HubTelemetry.Source.StartActivity(HubTelemetry.AnswerSpan);
        var found = await searcher.SearchAsync(new SearchRequest(request.Question, Project: request.Project), cancellationToken);
        if (found.Count == 0)
            return TypedResults.Ok(new Answer(Nothing, []));
        var text = scrubber.Scrub(await models.ChatAsync(AnswerPrompt.Of(request.Question!, found), cancellationToken));
        var cited = Number().Matches(text).Select(match => int.TryParse(match.Groups["number"].Value, out var number) ? number : 0)
            .Where(number => number >= 1 && number <= found.Count).Distinct().Order();
        return TypedResults.Ok(new Answer(text, [.. cited.Select(number => CitationOf(number, found[number - 1]))]));
    }

    private static Citation CitationOf(int number, SearchResult result) => new(number, result.DocumentId, result.Title, result.Source, result.Place, result.Text);

    [GeneratedRegex(@"\[(?<number>[0-9]{1,2})\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
