"""The picture sort: picture cards over the areas of a life, put into going well, so-so and want to change."""
