using DevFlow.Secrets.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>Why a link was not opened, for the one who has it.</summary>
internal static class ShareRefusals
{
    public static ProblemHttpResult Of(ShareOpening opening) => opening.Outcome switch
    {
        ShareOutcome.Passphrase => Refusal(StatusCodes.Status400BadRequest, "Not acceptable", "This link takes a passphrase.", opening),
        ShareOutcome.Wrong => Refusal(
            StatusCodes.Status403Forbidden, "Not allowed", $"The passphrase is another. {opening.Remaining} more can be tried before what is shared is destroyed.", opening),
        ShareLinkState.UsedUp => Refusal(StatusCodes.Status410Gone, "Gone", "This link was opened as often as it could be. If that was not you, tell the one who sent it.", opening),
        ShareLinkState.Expired => Refusal(StatusCodes.Status410Gone, "Gone", "This link has expired.", opening),
        ShareLinkState.Revoked => Refusal(StatusCodes.Status410Gone, "Gone", "This link was revoked.", opening),
        ShareLinkState.Locked => Refusal(StatusCodes.Status410Gone, "Gone", "Too many wrong passphrases were tried: what was shared is destroyed.", opening),
        _ => Refusal(StatusCodes.Status404NotFound, "There is none", "There is no such link. A part of it may be missing, or it ended long ago.", opening),
    };

    private static ProblemHttpResult Refusal(int status, string title, string detail, ShareOpening opening)
    {
        // The word for programs, as the sentence is for people.
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["outcome"] = opening.Outcome };
        if (opening.Outcome is ShareOutcome.Wrong)
            extensions["attemptsLeft"] = opening.Remaining;
        return TypedResults.Problem(detail, statusCode: status, title: title, extensions: extensions);
    }
}
