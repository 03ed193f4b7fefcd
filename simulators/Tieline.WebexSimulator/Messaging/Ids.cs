using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging;

/// <summary>How messaging refuses identifiers, and finds the person that a body names.</summary>
internal static class Ids
{
    /// <summary>What is neither base64 nor a UUID is a bad request; a well-formed identifier of nothing is not found.</summary>
    public static WebexFailure Unknown(string id, string? message = null) => HydraId.Name(id) is null
        ? WebexFailure.BadRequest("Expect base64 ID or UUID.")
        : message is null ? WebexFailure.NotFound() : new WebexFailure(404, message);

    public static bool Same(string one, string other) => HydraId.Name(one) is { } name && name == HydraId.Name(other);

    /// <summary>The person whom <c>personId</c> or <c>personEmail</c> names; one of the two must be there.</summary>
    public static Person Person(PeopleDirectory directory, string? id, string? email)
    {
        if ((id is null) == (email is null))
        {
            throw WebexFailure.BadRequest("Must specify either personId or personEmail.");
        }

        return id is null
            ? directory.FindByEmail(email!) ?? throw WebexFailure.NotFound()
            : directory.Find(id) ?? throw Unknown(id);
    }
}
