namespace DevFlow.Architecture.Tests;

/// <summary>What must never be committed cannot be, and what must be is not left out.</summary>
public sealed class GitIgnoreTests
{
    [Theory]
    [InlineData(".env")]
    [InlineData(".env.local")]
    [InlineData(".env.production")]
    [InlineData(".env.production.local")]
    [InlineData(".env.anything")]
    [InlineData("projects/website/.env.staging")]
    [InlineData("services/local-ui/.env")]
    [InlineData("1password-credentials.json")]
    [InlineData("secrets/token")]
    [InlineData("logs/audit/gateway.jsonl")]
    [InlineData(".devflow/postgres/password")]
    [InlineData("DevFlow.Cli/bin/Debug/devflow")]
    [InlineData("services/local-ui/node_modules/react/index.js")]
    public void Git_ignores(string path) => Assert.Equal([path], Git.Run("check-ignore", path));

    [Theory]
    [InlineData(".env.example")]
    [InlineData("projects/website/.env.example")]
    [InlineData("config/secrets.yaml")]
    [InlineData("DevFlow.Secrets/SecretValue.cs")]
    [InlineData("DevFlow.Secrets/DotEnv/DotEnvFile.cs")]
    [InlineData("DevFlow.AppHost/Secrets/SecretParameters.cs")]
    [InlineData("services/DevFlow.WorkflowEngine/Secrets/SecretsApi.cs")]
    [InlineData("services/DevFlow.WorkflowEngine/Database/Migrations/0001_secret_state.sql")]
    [InlineData("services/local-ui/src/secrets/words.ts")]
    [InlineData("docs/secrets/rotation.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("deploy/compose/docker-compose.yaml")]
    [InlineData("tests/DevFlow.Secrets.Tests/Logs/LogTests.cs")]
    public void Git_keeps(string path) => Assert.Empty(Git.Run("check-ignore", path));
}
