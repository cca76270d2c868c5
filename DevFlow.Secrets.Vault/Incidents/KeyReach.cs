using System.Globalization;

namespace DevFlow.Secrets.Vault;

/// <summary>What else is open to whoever knows one of the platform's own keys.</summary>
internal static class KeyReach
{
    /// <summary>What becomes of people's tokens when the secret is known with which they were obtained.</summary>
    public static string TokensOf(string provider, int accounts)
    {
        var title = AccountProvider.TitleOf(provider);
        return accounts == 0
            ? $"; nobody has connected an account at {title}, so that there is no token that was obtained with it"
            : string.Create(CultureInfo.InvariantCulture, $"; people's tokens that were obtained with it (accounts connected at {title}: {accounts}) are not opened by it, go on to count when it is replaced, and are renewed with the new one: nobody has to connect anew. Whoever has a refresh token too renews it with this secret until {title} takes it no more. Where tokens may be in the same hands, declare the tier user as well, which ends them all, while this secret still counts or when the new one is in place");
    }

    /// <summary>Adds it.</summary>
    public static void AddTo(IncidentDraft draft, string key)
    {
        switch (key)
        {
            case KnownKeys.JwtSecret:
                // Whoever signs tokens is anybody: what was opened by a token may have been opened by a forged one.
                draft.Leases = draft.Links = "*";
                draft.ForPeople.Add((IncidentActionKinds.Look, key, "With a forged token keys of the API can be issued, and secrets of people and projects be read and written: look through GET /api/v1/users/ID/api-keys and `devflow audit tail` since the breach, and revoke and declare what you find."));
                break;
            case KnownKeys.SessionSecret:
                draft.Sessions = "*";
                break;
            case KnownKeys.DatabaseUrl:
                draft.Leases = "*";
                draft.ForPeople.Add((IncidentActionKinds.Look, key, "Whoever logs in as the platform can act as anybody in the database; values are sealed there. Look through people, members, grants and keys of the API for what nobody here added, and at pg_stat_activity for connections that are not the platform's."));
                break;
            case KnownKeys.EncryptionKey or KnownKeys.EncryptionKeyPrevious:
                if (key is KnownKeys.EncryptionKey)
                    draft.ForPeople.Add((IncidentActionKinds.Look, key, "The key before is kept for the overlap of its rotation, and not for seconds: it proves what the audit sealed until now, and services seal with it until they are started again. Start them again, prove the audit's files (`devflow audit verify`) and keep the result, and end the overlap then: POST /api/v1/rotations/runs/ID/retire. If you do not, it ends by itself."));
                draft.ForPeople.Add((IncidentActionKinds.Look, key, "With a copy of the database, or of a backup of it, this key opens the secrets of people and projects. Where such a copy may be in the same hands, declare the tiers project and user as well."));
                break;
        }
    }
}
