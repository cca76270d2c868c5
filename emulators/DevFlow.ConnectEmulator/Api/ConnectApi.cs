namespace DevFlow.ConnectEmulator;

/// <summary>The routes of the Connect API.</summary>
internal static class ConnectApi
{
    public const string Prefix = "/v1";

    public static void MapConnect(this WebApplication app)
    {
        var connect = app.MapGroup(Prefix);
        connect.MapGet("/vaults", VaultsApi.ListAsync);
        connect.MapGet("/vaults/{vault}", VaultsApi.GetAsync);
        connect.MapGet("/vaults/{vault}/items", ItemsApi.ListAsync);
        connect.MapPost("/vaults/{vault}/items", ItemsApi.CreateAsync);
        connect.MapGet("/vaults/{vault}/items/{item}", ItemsApi.GetAsync);
        connect.MapPut("/vaults/{vault}/items/{item}", ItemsApi.ReplaceAsync);
        connect.MapPatch("/vaults/{vault}/items/{item}", ItemsApi.PatchAsync);
        connect.MapDelete("/vaults/{vault}/items/{item}", ItemsApi.Delete);
        connect.MapGet("/vaults/{vault}/items/{item}/files", FilesApi.ListAsync);
        connect.MapGet("/vaults/{vault}/items/{item}/files/{file}", FilesApi.GetAsync);
        connect.MapGet("/vaults/{vault}/items/{item}/files/{file}/content", FilesApi.ContentAsync);
        connect.MapGet("/activity", ActivityApi.ListAsync);
        // Without a pattern of its own it would leave out what looks like a file name.
        app.MapFallback("{*path}", context => Answer.ErrorAsync(context, StatusCodes.Status404NotFound, "Not found"));
    }
}
