using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Erases people: their data keys are destroyed, and with them every value that was ever encrypted under them.</summary>
/// <param name="database">The database.</param>
/// <param name="record">Puts it on record, before it counts.</param>
public sealed class Erasure(VaultDatabase database, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    /// <summary>Erases a person, all or nothing. What has copies in 1Password is removed there afterwards.</summary>
    /// <param name="identity">Who asks: the person, or an administrator.</param>
    /// <param name="person">Who is to be erased.</param>
    /// <param name="confirmation">The person's name, given again; null where nobody has to confirm.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>How many data keys were destroyed.</returns>
    /// <exception cref="VaultException">There is no such person, the name is another, it is the last administrator, or the database is away.</exception>
    public Task<long> EraseAsync(VaultIdentity identity, Guid person, string? confirmation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var name = await connection.ExecuteScalarAsync<string?>(
                    new CommandDefinition("SELECT name FROM devflow.users WHERE id = @person AND erased_at IS NULL", new { person }, cancellationToken: token));
                if (name is null)
                    throw new VaultException(VaultError.NotFound, $"There is no user {person}.");
                if (confirmation is not null && confirmation != name)
                    throw new VaultException(VaultError.Invalid, "The name does not confirm it: erasing cannot be undone, and takes the user's own name to be sure.");
                var destroyed = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT devflow.erase_user(@person)", new { person }, cancellationToken: token));
                if (destroyed is -1)
                    throw new VaultException(VaultError.Conflict, "This is the last administrator: make somebody else one first.");
                if (destroyed is not { } count)
                    throw new VaultException(VaultError.NotFound, $"There is no user {person}.");
                // It counts from the commit on, and what was refused is not said to have happened.
                await record(
                    new SecretAccess { Key = $"user:{person}", Tier = SecretTier.User, Source = SecretSourceNames.Vault, Outcome = SecretOutcomes.Removed, User = identity.Principal }, token);
                return count;
            },
            cancellationToken);
    }
}
