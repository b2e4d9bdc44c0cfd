"""Long jobs on the page: Dash background callbacks, whose manager hands the work to the room `jobs`."""
