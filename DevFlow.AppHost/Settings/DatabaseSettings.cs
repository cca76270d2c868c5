namespace DevFlow.AppHost;

/// <summary>The port and the database that DATABASE_URL names, and the application login that it carries.</summary>
internal sealed record DatabaseSettings(int Port, string Name, string Login, Func<string> Password);
