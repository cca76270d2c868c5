using System.Buffers.Text;
using System.Diagnostics.Metrics;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>What is shared by links. Whoever is signed in makes them; whoever has one opens it, by a POST: what looks at a link to show a preview of it takes nothing.</summary>
internal static class SharesApi
{
    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _changes = _meter.CreateCounter<long>("devflow.share.links", "{link}", "Links made, opened and revoked, and openings that were refused, by what it was.");

    public static void MapShares(this WebApplication app)
    {
        if (!app.HasTiers())
            return;
        app.UseRateLimiter();
        var shares = app.MapGroup("/api/v1/shares").RequireAuthorization(AccessPolicies.SignedIn).WithTags("Sharing");
        shares.MapPost("/", CreateAsync).WithName("CreateShareLink").WithSummary("Keeps what is encrypted by a key that is not sent, to be had by a link so many times and until a time.");
        shares.MapGet("/", ListAsync).WithName("ListShareLinks").WithSummary("Lists your links; for an administrator all. With ?ended=true those of the last 90 days too.");
        shares.MapDelete("/{id:guid}", RevokeAsync).WithName("RevokeShareLink").WithSummary("Ends a link at once; what was shared is destroyed.");
        app.MapPost("/api/v1/shares/{id:guid}/open", OpenAsync).AllowAnonymous().RequireRateLimiting(SharingServices.OpeningLimit).WithTags("Sharing")
            .WithName("OpenShareLink").WithSummary("Takes one view of a link, for whoever proves to have it. Nobody need be signed in.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Created<ShareLink>> CreateAsync(ShareRequest request, ShareLinks shares, HttpContext context, CancellationToken cancellationToken)
    {
        var link = new NewShareLink { Content = Needed(request.Content, "content"), AccessHash = Needed(request.AccessHash, "accessHash") };
        link = link with
        {
            PassphraseHash = Given(request.PassphraseHash, "passphraseHash"),
            Views = request.Views ?? link.Views,
            Duration = request.TtlSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : link.Duration,
            Secret = request.Secret,
        };
        var made = await shares.CreateAsync(context.User.Identity(), link, cancellationToken);
        Count("created");
        return TypedResults.Created($"/api/v1/shares/{made.Id}", made);
    }

    private static Task<IReadOnlyList<ShareLink>> ListAsync(bool? ended, ShareLinks shares, HttpContext context, CancellationToken cancellationToken) =>
        shares.ListAsync(context.User.Identity(), ended ?? false, cancellationToken);

    private static async Task<ShareLink> RevokeAsync(Guid id, ShareLinks shares, HttpContext context, CancellationToken cancellationToken)
    {
        var revoked = await shares.RevokeAsync(context.User.Identity(), id, cancellationToken);
        Count(ShareLinkState.Revoked);
        return revoked;
    }

    private static async Task<Results<Ok<SharedContent>, ProblemHttpResult>> OpenAsync(
        Guid id, OpenShareRequest request, ShareLinks shares, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var access = Needed(request.Access, "access");
        var passphrase = Given(request.Passphrase, "passphrase");
        var opener = context.User.FindFirst(CallerExtensions.SubjectClaim)?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var opening = await shares.OpenAsync(id, access, passphrase, opener, cancellationToken);
        Count(opening.Outcome);
        if (opening.Content is { } content)
            return TypedResults.Ok(new SharedContent { Content = Base64Url.EncodeToString(content.Span), ViewsLeft = opening.Remaining });
        // Whoever guesses, at keys or at passphrases, is on record.
        if (opening.Outcome is ShareOutcome.None)
            Denied.Mark(context, "api:share none");
        else if (opening.Outcome is ShareOutcome.Wrong or ShareLinkState.Locked)
            Denied.Mark(context, $"api:share {id}");
        return ShareRefusals.Of(opening);
    }

    // Not as one expression of both: null would become no bytes, by way of an array.
    private static ReadOnlyMemory<byte>? Given(string? text, string member)
    {
        if (text is null)
            return null;
        return Needed(text, member);
    }

    private static ReadOnlyMemory<byte> Needed(string? text, string member) =>
        text is { Length: > 0 } && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : throw new VaultException(VaultError.Invalid, $"'{member}' has to be given, as bytes in base64url. A program that speaks the format devflow-share/1 makes it.");

    private static void Count(string change) => _changes.Add(1, new KeyValuePair<string, object?>("devflow.share.change", change));
}
