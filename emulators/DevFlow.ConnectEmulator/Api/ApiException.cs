namespace DevFlow.ConnectEmulator;

/// <summary>Ends a request with an error of the Connect API.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ApiException NotFound(string kind, string id) => new(StatusCodes.Status404NotFound, $"{kind} {id} not found");

    public static ApiException Invalid(string message) => new(StatusCodes.Status400BadRequest, message);

    public static ApiException Forbidden(string message) => new(StatusCodes.Status403Forbidden, message);
}
