using Tieline.Server.Storage;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>While the database does not answer, the admin's doors say so in words.</summary>
internal static class DatabaseDown
{
    public static RouteGroupBuilder SayWhenDatabaseIsDown(this RouteGroupBuilder doors) => doors.AddEndpointFilter(async (context, next) =>
    {
        try
        {
            return await next(context);
        }
        catch (Exception problem) when (Database.IsDown(problem))
        {
            return Results.Problem(Database.WordsOf(problem), statusCode: StatusCodes.Status503ServiceUnavailable, title: "The database does not answer, or not as it should.");
        }
    });
}
