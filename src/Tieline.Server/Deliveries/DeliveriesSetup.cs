namespace Tieline.Server.Deliveries;

internal static class DeliveriesSetup
{
    public static void AddDeliveries(this WebApplicationBuilder builder)
    {
    }
}
